import { globSync, readFileSync } from 'node:fs'
import { basename, dirname, join } from 'node:path/posix'
import { describe, expect, test } from 'vitest'

/** Folder → everything it may import, by name. A folder may always import itself. */
const MAY_IMPORT: Readonly<Record<string, string>> = {
  'src-main/contract': 'npm:zod',
  'src-main/base': 'node',
  'src-main/otlp': 'base node npm:@grpc/grpc-js npm:protobufjs',
  'src-main/conventions': 'contract base otlp',
  'src-main/importers': 'base otlp',
  'src-main/pricing': 'contract base node npm:@pydantic/genai-prices',
  'src-main/diff': 'contract base',
  'src-main/insight': 'contract base diff',
  'src-main/redaction': 'contract base otlp node',
  'src-main/store': 'contract base node npm:better-sqlite3',
  'src-main/ingest': 'contract base otlp conventions importers pricing store node redaction',
  'src-main/outbound': 'contract',
  'src-main/key-ring': 'contract base node',
  'src-main/replay/providers':
    'contract base replay node npm:@ai-sdk/openai npm:@ai-sdk/anthropic npm:@ai-sdk/google npm:@ai-sdk/openai-compatible npm:@ai-sdk/provider',
  'src-main/replay': 'contract base conventions otlp node',
  'src-main/engine':
    'contract base otlp ingest pricing store diff insight node redaction outbound key-ring replay providers',
  'src-main/petaltrace': 'contract base npm:zod',
  'src-main/http': 'contract base petaltrace node npm:zod npm:hono npm:@hono/node-server',
  'src-main/mcp': 'contract base diff petaltrace node npm:zod npm:@modelcontextprotocol/sdk',
  'src-main/host': 'contract base key-ring pricing store engine http mcp node',
  'src-main/cli': 'contract base diff engine host http mcp node',
  'src-main/electron': 'contract base key-ring host http node npm:electron',
  'src-preload': 'contract npm:electron',
  'src-renderer/theme': '',
  'src-renderer/format': 'contract',
  'src-renderer/tree': 'contract',
  'src-renderer/keys': 'npm:react npm:zustand',
  'src-renderer/widgets': 'contract format keys npm:react npm:uplot npm:react-markdown npm:remark-gfm',
  'src-renderer/state': 'contract npm:zustand',
  'src-renderer/api': 'contract npm:react npm:zod',
  'src-renderer/actions': 'contract api format state',
  'src-renderer/panels/runs':
    'contract actions api format keys state widgets labels npm:react npm:@tanstack/react-virtual',
  'src-renderer/panels/replay': 'contract actions api format keys state widgets npm:react',
  'src-renderer/panels/run':
    'contract actions api format keys state tree widgets replay inspector compare context graph waterfall labels npm:react',
  'src-renderer/panels/waterfall':
    'contract format keys state tree widgets npm:react npm:@tanstack/react-virtual',
  'src-renderer/panels/inspector': 'contract actions api format keys state widgets labels npm:react',
  'src-renderer/panels/labels': 'contract actions api format keys widgets npm:react',
  'src-renderer/panels/costs':
    'contract actions api format keys state widgets npm:react npm:@tanstack/react-table',
  'src-renderer/panels/sessions': 'contract actions api format keys state widgets npm:react',
  'src-renderer/panels/graph':
    'contract actions api format keys state widgets npm:react npm:@xyflow/react npm:@dagrejs/dagre',
  'src-renderer/panels/compare':
    'contract actions api format keys state widgets npm:react npm:@tanstack/react-virtual',
  'src-renderer/panels/context': 'contract actions api format keys state tree widgets npm:react',
  'src-renderer/panels/search': 'contract actions api format keys state widgets npm:react',
  'src-renderer/panels/settings': 'contract actions api format keys widgets npm:react',
  'src-renderer/app':
    'contract actions api format keys state widgets costs replay runs run compare sessions search settings npm:react',
  'src-renderer': 'api app theme npm:react npm:react-dom',
}

const files = globSync('src-{main,preload,renderer}/**/*.{ts,tsx}')

test('the import table looks at the whole source', () => {
  expect(files.length).toBeGreaterThan(50)
})

describe('the import table', () => {
  for (const file of files) {
    test(`${file} imports only what its folder may`, () => {
      expect(forbiddenImports(file, readFileSync(file, 'utf8'))).toEqual([])
    })
  }
})

test('electron in the engine, better-sqlite3 in a door and a re-export of either are caught', () => {
  expect(forbiddenImports('src-main/engine/x.ts', "import { app } from 'electron'")).toEqual(['npm:electron'])
  expect(forbiddenImports('src-main/http/x.ts', "export * from 'better-sqlite3'")).toEqual([
    'npm:better-sqlite3',
  ])
  expect(forbiddenImports('src-main/engine/x.ts', "await import('../electron/main.ts')")).toEqual([
    'electron',
  ])
  expect(
    forbiddenImports('src-renderer/app/x.tsx', "import type { S } from '../../src-main/store/open-store.ts'"),
  ).toEqual(['store'])
})

describe('the way out', () => {
  for (const file of files.filter(name => name.startsWith('src-main/'))) {
    test(`${file} opens no connection by itself`, () => {
      expect(connectionsIn(file, readFileSync(file, 'utf8'))).toEqual([])
    })
  }

  test('a fetch, a socket and a module that resolves names are caught', () => {
    expect(connectionsIn('src-main/engine/x.ts', "await fetch('http://elsewhere')")).toHaveLength(1)
    expect(connectionsIn('src-main/engine/x.ts', 'globalThis.fetch(url)')).toHaveLength(1)
    expect(connectionsIn('src-main/engine/x.ts', "import { get } from 'node:https'")).toHaveLength(1)
    expect(connectionsIn('src-main/http/x.ts', "import { connect } from 'node:net'")).toHaveLength(1)
    expect(connectionsIn('src-main/http/x.ts', "import { request } from 'node:http'")).toHaveLength(1)
    expect(connectionsIn('src-main/engine/x.ts', 'permit.fetch(url)')).toEqual([])
    expect(connectionsIn('src-main/engine/x.ts', "import type { Server } from 'node:net'")).toEqual([])
  })
})

/** The one folder that may, and the command that asks the Runback on this machine. */
const MAY_CONNECT = ['src-main/outbound/', 'src-main/http/remote-caller.ts']

const OPENS_CONNECTIONS = [
  /(?<![\w.#])fetch\(/g,
  /(?<!typeof )globalThis\.fetch\b/g,
  /\bnew (?:WebSocket|EventSource)\b/g,
  /^import (?!type)[^\n]*'node:(?:https|tls|dns|dns\/promises|dgram|http2)'/gm,
  /^import (?!type)[^\n]*\b(?:connect|createConnection|Socket|request|get|Agent)\b[^\n]*'node:(?:net|http)'/gm,
  /'(?:undici|axios|node-fetch|ws)'/g,
]

function connectionsIn(file: string, source: string): string[] {
  if (MAY_CONNECT.some(path => file.startsWith(path))) return []
  return OPENS_CONNECTIONS.flatMap(pattern => [...source.matchAll(pattern)].map(([found]) => found))
}

function forbiddenImports(file: string, source: string): string[] {
  const folder = folderOf(file)
  const allowed = [basename(folder), ...`${MAY_IMPORT[folder]}`.split(' ')]
  return importsOf(file, source).filter(imported => !allowed.includes(imported))
}

function importsOf(file: string, source: string): string[] {
  const specifiers = source.matchAll(/(?:\bfrom|\bimport)\s*\(?\s*'([^'\s]+)'/g)
  return [...new Set([...specifiers].map(([, specifier = '']) => nameOf(file, specifier)))]
}

function nameOf(file: string, specifier: string): string {
  if (specifier.startsWith('.')) return basename(folderOf(join(dirname(file), specifier)))
  if (specifier.startsWith('#contract/')) return 'contract'
  if (specifier.startsWith('node:')) return 'node'
  return `npm:${specifier.split('/', specifier.startsWith('@') ? 2 : 1).join('/')}`
}

function folderOf(file: string): string {
  const folders = Object.keys(MAY_IMPORT).sort((a, b) => b.length - a.length)
  const folder = folders.find(candidate => file.startsWith(`${candidate}/`))
  if (folder === undefined) throw new Error(`${file} belongs to no folder in MAY_IMPORT`)
  return folder
}
