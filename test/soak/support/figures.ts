/** Prints what a soak measured, as lines of names and values. */
export function printFigures(
  title: string,
  figures: Readonly<Record<string, string | number | undefined>>,
): void {
  const rows = Object.entries(figures).filter(([, value]) => value !== undefined)
  const width = Math.max(...rows.map(([name]) => name.length))
  const lines = rows.map(([name, value]) => `  ${name.padEnd(width)}  ${value}`)
  process.stdout.write(`\n${title}\n${lines.join('\n')}\n`)
}

/** The least-squares slope of y over x. */
export function slopeOf(points: readonly (readonly [x: number, y: number])[]): number {
  const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length
  const meanX = mean(points.map(([x]) => x))
  const meanY = mean(points.map(([, y]) => y))
  const over = points.reduce((sum, [x, y]) => sum + (x - meanX) * (y - meanY), 0)
  const under = points.reduce((sum, [x]) => sum + (x - meanX) ** 2, 0)
  return under === 0 ? 0 : over / under
}

/** Looks at a value all the time, and keeps the most it was. */
export function watchPeak(look: () => number | undefined): { take(): number | undefined; stop(): void } {
  let peak: number | undefined
  const timer = setInterval(() => {
    const value = look()
    if (value !== undefined) peak = Math.max(peak ?? value, value)
  }, 20)
  return {
    /** The most since the last time this was asked. */
    take() {
      const taken = peak
      peak = undefined
      return taken
    },
    stop: () => clearInterval(timer),
  }
}
