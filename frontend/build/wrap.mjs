// An esbuild plugin: some bpmn.io packages write their texts in English without a translate hook.
// In those packages every literal that people read is wrapped in say(), which knows the language.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'acorn';
import { ancestor } from 'acorn-walk';
import { KEYS, isForPeople } from './texts.mjs';

const PACKAGES = /@bpmn-io[\\/](form-js-editor|form-js-viewer|properties-panel)[\\/]dist[\\/].*\.js$/;
const PANEL = /bpmn-js-properties-panel[\\/]dist[\\/]index\.esm\.js$/;
const UNUSED = /^(Zeebe|CamundaPlatform|Camunda|ElementTemplates?)\w*\.\$inject = .*;$/gm;
const TABLES = /dmn-js-decision-table[\\/]lib[\\/].*\.js$/;
const VALIDATION = /^(Field|Minimum|Maximum|Must|Please|Should|Value)\b/;

export function wrap(here) {
  const words = JSON.stringify(join(here, 'src', 'words', 'say.js'));
  return {
    name: 'wrap-texts',
    setup(build) {
      build.onLoad({ filter: PACKAGES }, ({ path }) => {
        const source = readFileSync(path, 'utf8');
        return { contents: `import { say as gjSay } from ${words};\n${wrapped(source)}`, loader: 'js' };
      });
      // The corner of a decision table heads no column: for a screen reader it is a cell.
      build.onLoad({ filter: TABLES }, ({ path }) => (
        { contents: readFileSync(path, 'utf8').replace(/"th", "index-column"/g, '"td", "index-column"'), loader: 'js' }
      ));
      // The panels of other engines fall out of the bundle once nothing is assigned to them.
      build.onLoad({ filter: PANEL }, ({ path }) => (
        { contents: readFileSync(path, 'utf8').replace(UNUSED, ''), loader: 'js' }
      ));
    },
  };
}

export function wrapped(source) {
  const places = [];
  ancestor(parse(source, { ecmaVersion: 'latest', sourceType: 'module' }), {
    Literal(node, _, parents) { if (isText(node, parents)) places.push([node.start, node.end]); },
    TemplateLiteral(node, _, parents) {
      if (isSentence(node, parents)) places.push([node.start, node.end, template(node, source)]);
    },
  });
  const sorted = places.sort((a, b) => b[0] - a[0]);
  return sorted.reduce(
    (text, [from, to, instead]) => `${text.slice(0, from)}${instead || `gjSay(${text.slice(from, to)})`}${text.slice(to)}`,
    source,
  );
}

// `Field must have ${n} characters.` becomes say('Field must have {0} characters.', [n]).
function template(node, source) {
  const words = node.quasis.map((it, i) => it.value.cooked + (i < node.expressions.length ? `{${i}}` : '')).join('');
  const values = node.expressions.map((it) => source.slice(it.start, it.end)).join(', ');
  return `gjSay(${JSON.stringify(words)}, [${values}])`;
}

function isText(node, parents) {
  if (!isForPeople(node.value)) return false;
  for (let i = parents.length - 2; i >= 0; i--) {
    const parent = parents[i];
    const inner = parents[i + 1];
    if (parent.type === 'Property') return parent.value === inner && KEYS.has(nameOf(parent.key));
    if (parent.type === 'VariableDeclarator') return /(LABEL|TITLE|TEXT|label|title|description|placeholder|tooltip|header)$/i.test(nameOf(parent.id));
    if (parent.type === 'AssignmentExpression') return /^(label|title|placeholder|textContent|tooltip|header|text)$/.test(nameOf(parent.left.property || parent.left));
    if (parent.type === 'ReturnStatement' || parent.type === 'ArrowFunctionExpression') return node.value === 'Form' || /^[A-Z"].*[\s.]/.test(node.value);
    if (parent.type === 'CallExpression') return parent.callee !== inner && (/^(_?translate)$/.test(nameOf(parent.callee)) ? false : /push/.test(nameOf(parent.callee)) && VALIDATION.test(node.value));
    if (!['ArrayExpression', 'ConditionalExpression', 'LogicalExpression'].includes(parent.type)) return false;
  }
  return false;
}

function isSentence(node, parents) {
  const text = node.quasis.map((it) => it.value.cooked).join('x');
  if (!node.expressions.length || !/[A-Za-z]{2,} [a-z]/.test(text) || /[<>;#=]|--|px/.test(text)) return false;
  if (!/^[A-Z"]/.test(text)) return false;
  const parent = parents.slice(0, -1).reverse().find((it) => !['ConditionalExpression', 'LogicalExpression', 'ArrayExpression'].includes(it.type));
  if (!parent || parent.type === 'TaggedTemplateExpression' || parent.type === 'ThrowStatement' || parent.type === 'NewExpression') return false;
  return !(parent.type === 'CallExpression' && /(Error|warn|error|log|translate)$/.test(nameOf(parent.callee)));
}

function nameOf(node) {
  if (!node) return '';
  return node.type === 'MemberExpression' ? nameOf(node.property) : node.name || String(node.value ?? '');
}
