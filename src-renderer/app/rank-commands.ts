import type { Command } from './list-commands.ts'

/** The commands whose words begin with the typed words, best first; all of them for no words. */
export function rankCommands(commands: readonly Command[], text: string): Command[] {
  const wanted = text
    .toLowerCase()
    .split(/\s+/)
    .filter(word => word !== '')
  if (wanted.length === 0) return [...commands]
  return commands
    .map(command => ({ command, score: scoreOf(command, wanted) }))
    .filter(({ score }) => score > 0)
    .sort((left, right) => right.score - left.score)
    .map(({ command }) => command)
}

function scoreOf({ label, group }: Command, wanted: readonly string[]): number {
  const words = `${label} ${group}`.toLowerCase().split(/[\s,…]+/)
  const scores = wanted.map(word => {
    const place = words.findIndex(candidate => candidate.startsWith(word))
    if (place !== -1) return 10 - Math.min(place, 6)
    return label.toLowerCase().includes(word) ? 1 : 0
  })
  return scores.includes(0) ? 0 : scores.reduce((sum, score) => sum + score, 0)
}
