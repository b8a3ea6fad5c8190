/** The last bytes of what went by. */
export class Tail {
  private readonly most: number;
  private chunks: Buffer[] = [];
  private length = 0;

  /** @param most bytes */
  constructor(most: number) {
    this.most = most;
  }

  add(chunk: Buffer): void {
    // A copy: a part of a large chunk would keep the whole of it.
    const kept = chunk.length > this.most ? Buffer.from(chunk.subarray(-this.most)) : chunk;
    this.chunks.push(kept);
    this.length += kept.length;
    while (this.length - this.chunks[0]!.length >= this.most) this.length -= this.chunks.shift()!.length;
  }

  /** As text; the first character is left out where it was cut in two. */
  text(): string {
    const bytes = Buffer.concat(this.chunks).subarray(-this.most);
    let from = 0;
    while (from < 3 && (bytes[from]! & 0xc0) === 0x80) from++;
    return bytes.subarray(from).toString();
  }
}
