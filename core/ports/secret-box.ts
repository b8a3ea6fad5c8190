/** Encrypts what must be kept and never shown. `context` binds it to its place: under another it does not open. */
export interface SecretBox {
  /** `plain` is at most 4 KB. */
  seal(plain: string, context: string): Promise<string>;
  /** Rejects where it was sealed by another key, for another context, or changed. */
  open(sealed: string, context: string): Promise<string>;
}
