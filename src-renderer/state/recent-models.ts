export interface RecentModel {
  readonly provider: string
  readonly model: string
}

const NAME = 'runback.recent-models'
const MOST = 5

/** The models that replays here were started with, the last one first. */
export function recentModels(): readonly RecentModel[] {
  try {
    const stored: unknown = JSON.parse(window.localStorage.getItem(NAME) ?? '[]')
    return Array.isArray(stored) ? stored.filter(isRecent).slice(0, MOST) : []
  } catch {
    return []
  }
}

export function rememberModel(recent: RecentModel): void {
  const others = recentModels().filter(
    ({ provider, model }) => provider !== recent.provider || model !== recent.model,
  )
  try {
    window.localStorage.setItem(NAME, JSON.stringify([recent, ...others].slice(0, MOST)))
  } catch {
    // A browser without storage forgets, and nothing else.
  }
}

function isRecent(value: unknown): value is RecentModel {
  return (
    typeof value === 'object' &&
    value !== null &&
    'provider' in value &&
    'model' in value &&
    typeof value.provider === 'string' &&
    typeof value.model === 'string'
  )
}
