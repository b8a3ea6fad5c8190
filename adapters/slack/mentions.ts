// A member's id begins with U or W, a user group's with S; `here`, `channel` and `everyone` are no ids.
const MEMBER = /^[UW][A-Z0-9]{2,20}$/;
const GROUP = /^S[A-Z0-9]{2,20}$/;

function mentionOf(id: string): string | undefined {
  if (MEMBER.test(id)) return `<@${id}>`;
  return GROUP.test(id) ? `<!subteam^${id}>` : undefined;
}

/** Those of the ids that are Slack's own, as mentions; what is none mentions nobody. */
export const slackMentions = (ids: readonly string[]): readonly string[] =>
  ids.flatMap((id) => mentionOf(id) ?? []);
