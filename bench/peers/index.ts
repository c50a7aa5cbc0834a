import type { Peer } from './peer.ts'
import { phoenix } from './phoenix.ts'
import { promptfoo } from './promptfoo.ts'
import { tracelet } from './tracelet.ts'

export const peers: readonly Peer[] = [promptfoo, tracelet, phoenix]
