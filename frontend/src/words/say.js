// The texts of the editors in the reader's language, which is the page's.
const language = document.documentElement.lang;

const words = language === 'zh-Hans' ? (await import('../../translations/zh-Hans.json')).default
  : language === 'zh-Hant' ? (await import('../../translations/zh-Hant.json')).default
    : {};

// Some packages ask for "User Task" where others say "User task".
const small = new Map(Object.entries(words).map(([text, said]) => [text.toLowerCase(), said]));

// A text in the reader's language; {name} or {0} stand for values.
export function say(text, values = {}) {
  const said = words[text] ?? small.get(String(text).toLowerCase()) ?? text;
  return typeof said === 'string' ? said.replace(/\{([^{}]+)\}/g, (all, key) => values[key] ?? all) : said;
}

// The same as a module of bpmn.io's editors.
export const inWords = { translate: ['value', say] };
