/** The address that heartbeats are sent to, without a slash at its end. */
export const publicUrl =
  document.querySelector<HTMLMetaElement>('meta[name="public-url"]')?.content.replace(/\/+$/, '') ??
  location.origin;
