import { spawn } from 'node:child_process'
import { constants } from 'node:os'

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP']

/** Runs a program in our place: it has our terminal, gets our signals, and its exit code is returned. */
export function runProgram(command, args, env = process.env) {
  return new Promise(resolve => {
    const child = spawn(command, args, { stdio: 'inherit', env })
    for (const signal of SIGNALS) process.on(signal, () => pass(child, signal))
    child.once('error', error => {
      console.error(`${command} did not start: ${error.message}`)
      resolve(127)
    })
    child.once('exit', (code, signal) => resolve(code ?? 128 + constants.signals[signal]))
  })
}

/** A terminal sends Ctrl+C to the program as well as to us, and twice would mean "at once". */
function pass(child, signal) {
  if (signal === 'SIGINT' && process.stdin.isTTY) return
  child.kill(signal)
}
