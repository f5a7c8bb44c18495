// What of a source's literals is a text for people.
export const KEYS = new Set([
  'label', 'title', 'description', 'explanation', 'tooltip', 'placeholder', 'text', 'emptyText', 'subLabel',
  'aria-label', 'ariaLabel', 'alt', 'children', 'header', 'name', 'error', 'message', 'group', 'hint',
  'addRowLabel', 'nonClickableText', 'searchPlaceholder', 'emptyPlaceholder',
]);

export function isForPeople(value) {
  if (typeof value !== 'string' || !/[a-z]/.test(value) || value.length < 2) return false;
  if (/^[a-z][a-zA-Z0-9_.:-]*$/.test(value)) return false; // a key, a class, an id
  if (/^(https?:|data:|\.|#|<|[a-z-]+:[a-zA-Z])/.test(value)) return false;
  return /^["“A-Z0-9{(]/.test(value) || /\s/.test(value);
}
