/** Runs in the page: whatever can be pressed, typed into or chosen without a name for those who cannot see it. */
export function findUnnamed(): string[] {
  const acting = document.querySelectorAll<HTMLElement>(
    'button, input:not([hidden]), [role=tab], [role=switch], [role=img], [role=option]',
  )
  return [...acting]
    .filter(element => {
      const labelled = element.ariaLabel ?? element.closest('label')?.textContent ?? element.textContent
      return (labelled ?? '').trim() === '' && element.getAttribute('aria-labelledby') === null
    })
    .map(element => element.outerHTML.slice(0, 120))
}
