/** Providers whose API counts cached tokens beside the input. */
const BESIDE = /anthropic|claude|bedrock/i

/** The input tokens with the cached ones in them, as the GenAI conventions count. */
export function inclusiveInput(
  provider: string | undefined,
  input: number | undefined,
  cached: readonly (number | undefined)[],
): number | undefined {
  if (input === undefined) return undefined
  const sum = cached.reduce<number>((total, count) => total + (count ?? 0), 0)
  return sum > input || BESIDE.test(provider ?? '') ? input + sum : input
}
