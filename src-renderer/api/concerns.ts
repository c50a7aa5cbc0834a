import type { EngineEvent } from '#contract/events.ts'
import type { Question } from './operation-cache.ts'

/** Whether an answer may have changed by what the engine announced. */
export function concerns(event: EngineEvent, { name, params }: Question): boolean {
  switch (event.type) {
    case 'run-changed':
    case 'run-deleted':
      return (
        isAboutSeveral(name) ||
        comparesRun(params, event.runId) ||
        (name !== 'blocks.get' && 'runId' in params && params.runId === event.runId)
      )
    case 'status-changed':
      return name === 'status' || name === 'sources.list' || name === 'retention.preview'
    case 'settings-changed':
      return (
        [
          'settings.get',
          'status',
          'retention.preview',
          'prices.list',
          'prices.missing',
          'keys.list',
          'models.list',
          'replay.plan',
        ].includes(name) || isByRules(name)
      )
    case 'import-changed':
      return name === 'imports.list'
    case 'watches-changed':
      return name === 'watches.list'
    case 'replay-changed':
      return name === 'replay.get' || name === 'replay.list'
    case 'resync':
      return name !== 'blocks.get'
  }
}

/** What is put together from any number of runs. */
function isAboutSeveral(name: Question['name']): boolean {
  return [
    'runs.facets',
    'sessions.list',
    'sessions.get',
    'tags.list',
    'prices.missing',
    'costs.summary',
  ].includes(name)
}

function comparesRun(params: Question['params'], runId: string): boolean {
  return (
    ('left' in params && params.left === runId) ||
    ('right' in params && params.right === runId) ||
    ('others' in params && Array.isArray(params.others) && params.others.includes(runId))
  )
}

/** What is compared by the rules of the settings. */
function isByRules(name: Question['name']): boolean {
  return ['diff', 'diff.several', 'diff.step'].includes(name)
}
