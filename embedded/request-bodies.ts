import type { IncomingMessage } from 'node:http';
import { MOST_REPORT_BYTES } from '../contracts/http/limits.ts';
import { Refused } from './refused.ts';

/** Senders are to read our limits in the handlers' own words: what is even larger is no report. */
const LARGEST_BODY = MOST_REPORT_BYTES + 1024 * 1024;
/** A beat has less than 16 KiB: it is taken whatever else is being sent. 10,000 of them at once are 160 MiB. */
const SMALL_BODY = 16 * 1024;
/** 128 MiB: 21 of the largest bodies at once, from strangers too. */
const MOST_BODY_BYTES_AT_ONCE = 128 * 1024 * 1024;

export class SenderWentAway extends Error {}

const tooLarge = () => new Refused(413, `The body is larger than ${LARGEST_BODY} bytes`);
const tooMuch = () => new Refused(503, 'Too much is being sent at the moment; please send this again');

/** Reads the bodies of requests, and holds no more of them at once than this machine has room for. */
export class RequestBodies {
  private held = 0;

  read(request: IncomingMessage): Promise<Buffer | undefined> {
    return new Promise((resolve, reject) => {
      if (Number(request.headers['content-length']) > LARGEST_BODY) return reject(tooLarge());
      let chunks: Buffer[] = [];
      let size = 0;
      const release = () => {
        this.held -= size;
        size = 0;
        chunks = [];
      };
      const refuse = (error: Error) => {
        request.off('data', take);
        release();
        reject(error);
      };
      const take = (chunk: Buffer) => {
        size += chunk.length;
        this.held += chunk.length;
        chunks.push(chunk);
        if (size > LARGEST_BODY) refuse(tooLarge());
        else if (size > SMALL_BODY && this.held > MOST_BODY_BYTES_AT_ONCE) refuse(tooMuch());
      };
      request.on('data', take);
      request.on('end', () => {
        resolve(chunks.length === 0 ? undefined : chunks.length === 1 ? chunks[0] : Buffer.concat(chunks));
        release();
      });
      request.on('error', () => refuse(new SenderWentAway()));
      request.on('close', () => {
        // Every request closes; an error for each would be a tenth of the work for it.
        if (!request.complete) refuse(new SenderWentAway());
      });
    });
  }
}
