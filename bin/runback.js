#!/usr/bin/env node
import { existsSync } from 'node:fs'
import module from 'node:module'
import { fileURLToPath } from 'node:url'
import { isNodeNewEnough, rerunUnderOwnNode } from './own-node.js'

const SOURCE = new URL('../src-main/cli/main.ts', import.meta.url)
const CACHE = new URL('../node_modules/.cache/runback', import.meta.url)
const BUNDLE = new URL('../out/main/cli.js', import.meta.url)

if (isNodeNewEnough()) await start()
else process.exitCode = await rerunUnderOwnNode(fileURLToPath(import.meta.url))

/** A checkout runs from its sources, an installation from its bundle. */
async function start() {
  const main = [SOURCE, BUNDLE].find(file => existsSync(file))
  if (main === undefined) {
    console.error('Runback is not complete here: out/main/cli.js is missing. Install it again.')
    process.exitCode = 1
  } else {
    // Halves the start; where the folder cannot be written, Node goes on without.
    module.enableCompileCache(fileURLToPath(CACHE))
    await import(main.href)
  }
}
