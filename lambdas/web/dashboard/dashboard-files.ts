/** One file of the dashboard, whole and compressed, each as base64: what the gateway takes. */
export interface DashboardFile {
  readonly type: string;
  readonly whole: string;
  readonly brotli: string;
  readonly gzip: string;
}

/** The dashboard as it is built: files named after their content, and which of them the page begins with. */
export interface DashboardFiles {
  readonly script: string;
  readonly style: string;
  /** What the script itself begins with: asked for together with it, they cost no round trip of their own. */
  readonly chunks: readonly string[];
  readonly files: Readonly<Record<string, DashboardFile>>;
}

/** Resolves when it is built, or read. @throws whatever kept it from being built */
export type LoadDashboard = () => Promise<DashboardFiles>;
