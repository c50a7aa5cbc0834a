import { peers } from './index.ts'
import type { Peer } from './peer.ts'

/** Those that are there; with `install`, those that can be had. Each that cannot says why. */
export async function findPeers(install: boolean, say: (line: string) => void): Promise<readonly Peer[]> {
  if (install) {
    for (const peer of peers.filter(each => !each.isInstalled())) await tryInstall(peer, say)
  }
  const missing = peers.filter(peer => !peer.isInstalled()).map(peer => peer.name)
  if (missing.length > 0)
    say(`Without ${missing.join(', ')}${install ? '' : '; --peers installs what can be had'}.`)
  return peers.filter(peer => peer.isInstalled())
}

async function tryInstall(peer: Peer, say: (line: string) => void): Promise<void> {
  say(`Installing ${peer.name}…`)
  try {
    await peer.install()
  } catch (error) {
    say(
      `${peer.name} could not be installed: ${error instanceof Error ? error.message.slice(0, 400) : error}`,
    )
  }
}
