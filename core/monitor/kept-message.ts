/** 256 characters: a beat of a monitor with it stays within one write unit of 1 KB. */
export const KEPT_MESSAGE_LENGTH = 256;

/** As much of a message as stands in its monitor; history has the rest. */
export const keptMessage = (message: string | undefined): string | undefined =>
  message?.slice(0, KEPT_MESSAGE_LENGTH).toWellFormed();
