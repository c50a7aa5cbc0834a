type Figure =
  | { readonly confidence: 'exact' | 'derived' | 'estimated'; readonly value: number }
  | { readonly confidence: 'unknown' }

/** A number with the mark of how sure it is: "?" when unknown, "~" before a guess. */
export function formatFigure(figure: Figure, format: (value: number) => string): string {
  if (figure.confidence === 'unknown') return '?'
  return `${figure.confidence === 'estimated' ? '~' : ''}${format(figure.value)}`
}

/** A sum from which some figures are missing is a lower bound and says so. */
export function formatTotal(
  total: { readonly sum: Figure; readonly missing: number },
  format: (value: number) => string,
): string {
  const isBound = total.missing > 0 && total.sum.confidence !== 'unknown'
  return `${isBound ? '≥' : ''}${formatFigure(total.sum, format)}`
}
