/** Runs a built main bundle with `electron` played by the stand-in. Arguments after the bundle are the app's own. */
import { registerHooks } from 'node:module'
import { pathToFileURL } from 'node:url'

const standIn = new URL('./electron.ts', import.meta.url).href
registerHooks({
  resolve: (specifier, context, nextResolve) =>
    specifier === 'electron' ? { url: standIn, shortCircuit: true } : nextResolve(specifier, context),
})

const [, , bundle = '', ...args] = process.argv
process.argv = [process.execPath, `${process.env.RUNBACK_STAND_IN_APP}`, ...args]

const { markCodeLoaded } = await import('./app.ts')
await import(pathToFileURL(bundle).href)
markCodeLoaded()
