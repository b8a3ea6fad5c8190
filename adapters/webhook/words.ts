import type { TemplateWords } from '../../contracts/events/template-values.ts';
import type { MessageForm } from '../outgoing/written.ts';

/** What a template may name of a message's words. A notice leads nowhere. */
export const WORDS_FORM: MessageForm<TemplateWords> = {
  announcement: ({ headline, sentences, severity, link }) => ({ headline, sentences, severity, link }),
  notice: (subject, text) => ({ headline: subject, sentences: [text], severity: 'info', link: null }),
};
