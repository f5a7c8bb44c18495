// Every text that built sources hand to a translate hook, or name so that it comes there.
import { parse } from 'acorn';
import { simple } from 'acorn-walk';
import { KEYS, isForPeople } from './texts.mjs';

const HOOK = /^_?(translate|t|say|gjSay|say_)\d*$/;

export function collect(sources) {
  const found = new Set();
  const named = new Set();
  for (const source of sources) {
    simple(parse(source, { ecmaVersion: 'latest', sourceType: 'module' }), {
      CallExpression(node) {
        if (HOOK.test(nameOf(node.callee)) && node.arguments.length) texts(node.arguments[0]).forEach((it) => found.add(it));
      },
      Property(node) {
        if (nameOf(node.key) !== 'name' && KEYS.has(nameOf(node.key))) texts(node.value).filter(isForPeople).forEach((it) => named.add(it));
      },
      VariableDeclarator(node) {
        if (node.init && /(_LABEL|_MSG|_TITLE|_MESSAGE)S?\d*$/.test(nameOf(node.id))) texts(node.init).filter(isForPeople).forEach((it) => named.add(it));
      },
    });
  }
  return { translated: [...found].filter((it) => /\p{L}/u.test(it)).sort(), named: [...named].filter((it) => !found.has(it)).sort() };
}

function texts(node) {
  if (node.type === 'Literal') return typeof node.value === 'string' ? [node.value] : [];
  if (node.type === 'ConditionalExpression') return [...texts(node.consequent), ...texts(node.alternate)];
  if (node.type === 'LogicalExpression') return [...texts(node.left), ...texts(node.right)];
  if (node.type === 'ArrayExpression') return node.elements.flatMap((it) => (it ? texts(it) : []));
  if (node.type === 'ObjectExpression') return node.properties.flatMap((it) => (it.value ? texts(it.value) : []));
  if (node.type === 'BinaryExpression') return joined(texts(node.left), texts(node.right));
  if (node.type === 'TemplateLiteral') {
    return node.quasis.reduce((heads, quasi, i) => {
      const tails = i < node.expressions.length ? texts(node.expressions[i]) : [''];
      return heads.flatMap((head) => tails.map((tail) => head + quasi.value.cooked + tail));
    }, ['']);
  }
  return [];
}

function joined(left, right) {
  return left.flatMap((a) => right.map((b) => a + b));
}

function nameOf(node) {
  if (!node) return '';
  return node.type === 'MemberExpression' ? nameOf(node.property) : node.name || String(node.value ?? '');
}
