import type { Pattern } from './pattern.ts';
import { type Combined, type Expression, PRIORITY_WORDS, type Query, STATES, type Term } from './query.ts';
import { HEADS } from './tokenize.ts';
import { unknownField } from './unknown-field.ts';

/** Writes a query so that reading it gives the same again. */
export function formatQuery({ views }: Query): string {
  return views.map((view) => formatExpression(view)).join(', ');
}

export function formatExpression(node: Expression): string {
  switch (node.kind) {
    case 'or':
      return node.of.map((each) => (each.kind === 'or' ? bracket(each) : formatExpression(each))).join(' | ');
    case 'and':
      return node.of.map((each) => (isSeries(each) ? bracket(each) : formatExpression(each))).join(' & ');
    case 'not':
      return `!${isSeries(node.of) ? bracket(node.of) : formatExpression(node.of)}`;
    default:
      return formatTerm(node);
  }
}

function isSeries(node: Combined<Term>): boolean {
  return node.kind === 'and' || node.kind === 'or';
}

function bracket(node: Expression): string {
  return `(${formatExpression(node)})`;
}

export function formatTerm(term: Term): string {
  switch (term.kind) {
    case 'state':
      return term.state;
    case 'days':
      return term.days === 1 ? '1 day' : `${term.days} days`;
    case 'date':
      return `${term.field}${term.relation === 'on' ? '' : ` ${term.relation}`}: ${term.date}`;
    case 'priority':
      return Object.entries(PRIORITY_WORDS).find(([, priority]) => priority === term.priority)?.[0] ?? '';
    case 'tag':
      return `#${term.pattern.join('*')}`;
    case 'list':
      return `+${formatPattern(term.pattern, BLANK_OR_SIGN)}`;
    case 'text':
      return formatText(term.pattern);
  }
}

const SIGN = /[&|,()\\*]/u;
const BLANK_OR_SIGN = /[\s&|,()\\*]/u;
const BLANK = /\s/u;

function formatText(pattern: Pattern): string {
  if (BLANK.test(pattern.join(''))) return `search: ${formatSought(pattern)}`;
  const text = formatPattern(pattern, SIGN);
  return isMoreThanText(text) ? `\\${text}` : withoutHead(text);
}

/** Whether a word would be read as something else than text. */
function isMoreThanText(text: string): boolean {
  const word = text.toLowerCase();
  return /^[#+!"]/.test(text) || STATES.some((state) => state === word) || Object.hasOwn(PRIORITY_WORDS, word);
}

function withoutHead(text: string): string {
  const colon = text.indexOf(':');
  const isHead = HEADS.some((head) => head === text.slice(0, colon).toLowerCase());
  return colon !== -1 && (isHead || unknownField(text.toLowerCase(), true) !== null)
    ? `${text.slice(0, colon)}\\${text.slice(colon)}`
    : text;
}

function formatPattern(pattern: Pattern, escaped: RegExp): string {
  return pattern.map((piece) => [...piece].map((each) => (escaped.test(each) ? `\\${each}` : each)).join('')).join('*');
}

/** Blanks are kept as they are only one by one, within the text, and only plain ones. */
function formatSought(pattern: Pattern): string {
  const pieces = pattern.map((piece, at) => {
    const characters = [...piece];
    return characters.map((each, place) => {
      if (each !== ' ') return BLANK_OR_SIGN.test(each) ? `\\${each}` : each;
      const isFirst = at === 0 && place === 0;
      const isLast = at === pattern.length - 1 && place === characters.length - 1;
      return isFirst || isLast || BLANK.test(characters[place - 1] ?? '') ? '\\ ' : ' ';
    });
  });
  return pieces.map((piece) => piece.join('')).join('*');
}
