/**
 * A text as far as it can be read out: whole sentences and lines. The rest is still being written, and a screen reader
 * that began with it would have to begin again.
 *
 * @param isWhole nothing more comes
 */
export function finishedSentences(text: string, isWhole: boolean): string[] {
  const pieces = text.match(/[^.!?…\n]*(?:[.!?…]+["”’)\]]*(?=\s|$)|\n|[.!?…]+|$)/gu) ?? [];
  const sentences: string[] = [];
  let open = '';
  for (const piece of pieces) {
    open += piece;
    const isEnd = /(?:\n|[.!?…]["”’)\]]*)$/u.test(piece) && !/\d\.$/u.test(open);
    if (!isEnd) continue;
    sentences.push(open);
    open = '';
  }
  if (!isWhole) {
    // A full stop at the very end may be the point of a number or an address.
    if (open === '' && sentences.length > 0 && !/\s$/u.test(text)) sentences.pop();
  } else if (open !== '') sentences.push(open);
  return sentences.map((sentence) => sentence.trim()).filter((sentence) => sentence !== '');
}
