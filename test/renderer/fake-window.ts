import { createFakeBridge, type FakeBridge } from '../support/renderer-fake-bridge.ts'
import { addLoopRun } from '../support/renderer-loop-run.ts'
import { makeVaried } from '../support/renderer-varied-call.ts'
import {
  aBusyWorld,
  addLargeRun,
  anEmptyWorld,
  makeHostile,
  otherRun,
  type World,
} from '../support/renderer-worlds.ts'

/** What a test may reach from outside the page. */
export interface FakeWindow {
  readonly world: World
  readonly bridge: FakeBridge
  /** As many new runs arrive at once. */
  readonly arrive: (count: number) => void
}

declare global {
  interface Window {
    RUNBACK_SCENE?: string
    fake: FakeWindow
  }
}

const SCENES: Readonly<Record<string, () => World>> = {
  empty: () => anEmptyWorld(),
  'port-taken': () => {
    const world = anEmptyWorld()
    const [http, grpc] = world.status.receivers
    if (http === undefined || grpc === undefined) return world
    const holder = { pid: 812, command: 'otelcol-contrib' }
    const taken = { ...grpc, listening: { state: 'port-taken', holder, nextFreePort: 4319 } as const }
    world.status = { ...world.status, receivers: [http, taken] }
    return world
  },
  runs: () => aBusyWorld(240, Date.now()),
  loop: () => {
    const world = aBusyWorld(3, Date.now())
    addLoopRun(world, Date.now())
    return world
  },
  'many-runs': () => aBusyWorld(50_000, Date.now()),
  hostile: () => {
    const world = aBusyWorld(3, Date.now())
    makeHostile(world)
    return world
  },
  varied: () => {
    const world = aBusyWorld(3, Date.now())
    makeVaried(world)
    return world
  },
  thousands: () => {
    const world = aBusyWorld(3, Date.now())
    addLargeRun(world, 6000, Date.now())
    return world
  },
  large: () => {
    const world = aBusyWorld(3, Date.now())
    addLargeRun(world, 50_000, Date.now())
    return world
  },
}

const world = (SCENES[window.RUNBACK_SCENE ?? 'runs'] ?? anEmptyWorld)()
const bridge = createFakeBridge(world)
let arrived = 0

function arrive(count: number): void {
  for (let index = 0; index < count; index += 1) {
    arrived += 1
    const run = {
      ...otherRun(1000 + arrived, Date.now()),
      name: `arrival ${arrived}`,
      startedAt: `${Date.now()}000000`,
    }
    world.runs.unshift(run)
    bridge.announce({ type: 'run-changed', runId: run.runId })
  }
}

window.fake = { world, bridge, arrive }
Object.defineProperty(window, 'bridge', { value: bridge })
