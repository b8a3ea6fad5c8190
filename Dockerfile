# The server on one machine: docs/recipes/server.md.
FROM node:24.21.0-bookworm-slim AS packages
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
RUN npm ci --omit=dev --ignore-scripts

FROM node:24.21.0-bookworm-slim
WORKDIR /app
COPY --from=packages /app/node_modules ./node_modules
# What .dockerignore lets through: the sources of the server, and nothing else.
COPY . .
RUN install -d -o node -g node -m 0700 /data /backups
ENV NODE_ENV=production HOST=0.0.0.0 PORT=3000 DATA_DIR=/data SERVICES_FILE=/config/services.json
# The user node by its number, so that an orchestrator can see that it is not root.
USER 1000:1000
VOLUME /data
EXPOSE 3000
HEALTHCHECK --interval=30s --timeout=5s --start-period=30s --retries=3 \
  CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT}/health`).then(({ ok }) => process.exit(ok ? 0 : 1), () => process.exit(1))"]
# No npm in between: SIGTERM reaches the server, which answers what is under way and closes the database.
CMD ["node", "--disable-warning=ExperimentalWarning", "embedded/main.ts"]
