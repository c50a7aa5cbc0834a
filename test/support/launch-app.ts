import { launchBrowserHost } from './launch-browser-host.ts'
import { installedElectron, launchRealElectron } from './launch-electron.ts'
import { launchElectronStandIn } from './launch-electron-stand-in.ts'
import type { LaunchOptions, RunningApp } from './running-app.ts'

export type { LaunchOptions, RunningApp } from './running-app.ts'
export { installedElectron, launchBrowserHost, launchElectronStandIn, launchRealElectron }

/** Every way to run Runback on this machine, for journeys that must work in all of them. */
export const launchers: readonly (readonly [
  RunningApp['kind'],
  (options: LaunchOptions) => Promise<RunningApp>,
])[] = [
  ['browser-host', launchBrowserHost],
  ['electron-stand-in', launchElectronStandIn],
  ...(installedElectron() === undefined ? [] : [['electron', launchRealElectron] as const]),
]
