/** The bundler takes style sheets; there is nothing in them for a program. */
declare module '*.css';
