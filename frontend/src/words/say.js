// The texts of the editors in the reader's language, which is the page's.
const language = document.documentElement.lang;

const words = language === 'zh-Hans' ? (await import('../../translations/zh-Hans.json')).default
  : language === 'zh-Hant' ? (await import('../../translations/zh-Hant.json')).default
    : {};

// A text in the reader's language; {name} or {0} stand for values.
export function say(text, values = {}) {
  const said = words[text] ?? text;
  return typeof said === 'string' ? said.replace(/\{([^{}]+)\}/g, (all, key) => values[key] ?? all) : said;
}

// The same as a module of bpmn.io's editors.
export const inWords = { translate: ['value', say] };
