import { join } from 'node:path'

/** Where the store lives when nobody says otherwise; each platform has its place for such data. */
export function defaultDataDir(
  env: Readonly<Record<string, string | undefined>>,
  platform: NodeJS.Platform,
  homedir: string,
): string {
  if (env.RUNBACK_DATA_DIR) return env.RUNBACK_DATA_DIR
  switch (platform) {
    case 'darwin':
      return join(homedir, 'Library', 'Application Support', 'Runback')
    case 'win32':
      return join(env.LOCALAPPDATA || join(homedir, 'AppData', 'Local'), 'Runback')
    default:
      return join(env.XDG_DATA_HOME || join(homedir, '.local', 'share'), 'runback')
  }
}

export function storePathIn(dataDir: string): string {
  return join(dataDir, 'runback.db')
}
