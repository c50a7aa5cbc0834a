import { expect, test } from 'vitest'
import { chooseRange, extendChosen, toggleChosen } from '../../../../src-renderer/panels/runs/choose-rows.ts'
import {
  gridTemplate,
  listColumns,
  moveColumn,
  resetWidth,
  resizeColumn,
  sortBy,
  toggleColumn,
} from '../../../../src-renderer/panels/runs/column-layout.ts'
import { FIRST_VIEW, readView } from '../../../../src-renderer/state/runs-table-view.ts'

const ids = (view = FIRST_VIEW) => listColumns(view).map(column => column.id)
const chosen = (...runs: string[]) => new Set(runs)

test('every column of a run is there at first, and all but one shown', () => {
  expect(ids().toSorted()).toEqual(
    (
      'agent cached calls cost duration errors in models name out session spans star started status ' +
      'tags tools'
    ).split(' '),
  )
  expect(listColumns(FIRST_VIEW).flatMap(({ id, isHidden }) => (isHidden ? [id] : []))).toEqual(['spans'])
})

test('a moved column stays where it was put, and a column unknown then stands at its first place', () => {
  const moved = { ...FIRST_VIEW, ...moveColumn(FIRST_VIEW, 'cost', -1) }
  expect(ids(moved).indexOf('cost')).toBe(ids().indexOf('cost') - 1)

  const older = { ...FIRST_VIEW, columns: ids().filter(id => id !== 'star') }
  expect(ids(older)).toEqual(ids())
  expect(moveColumn(FIRST_VIEW, 'star', -1)).toEqual({})
})

test('a width is kept within bounds, and forgotten again', () => {
  const wide = { ...FIRST_VIEW, ...resizeColumn(FIRST_VIEW, 'models', 300.4) }
  expect(listColumns(wide).find(({ id }) => id === 'models')?.widthPx).toBe(300)
  expect(resizeColumn(FIRST_VIEW, 'models', -50)).toEqual({ widths: { models: 30 } })
  expect(resetWidth(wide, 'models')).toEqual({ widths: {} })
})

test('the name takes what is left over, and cannot be hidden', () => {
  const shown = listColumns(FIRST_VIEW).filter(({ id }) => ['name', 'cost'].includes(id))
  expect(gridTemplate(shown)).toBe('30px minmax(190px, 1fr) 82px')
  expect(toggleColumn(FIRST_VIEW, 'name')).toEqual({})
  expect(toggleColumn({ ...FIRST_VIEW, hidden: ['cost'] }, 'cost')).toEqual({ hidden: [] })
})

test('a first click on a header asks for what is most wanted of it, a second turns it round', () => {
  const cost = listColumns(FIRST_VIEW).find(({ id }) => id === 'cost')
  if (cost === undefined) throw new Error('no cost')
  const first = sortBy(FIRST_VIEW, cost)

  expect(first).toEqual({ order: 'cost', direction: 'descending' })
  expect(sortBy({ ...FIRST_VIEW, ...first }, cost)).toEqual({ direction: 'ascending' })
})

test.each([
  ['nothing', undefined],
  ['no object', 'text'],
  [
    'an order that is no more',
    { order: 'colour', widths: { name: 'wide', cost: -4 }, columns: 7, hidden: null },
  ],
])('%s in the memory of the browser is as at first', (_, kept) => {
  expect(readView(kept)).toEqual(FIRST_VIEW)
})

test('what is remembered comes back', () => {
  const view = {
    ...FIRST_VIEW,
    order: 'cost',
    direction: 'ascending',
    hidden: ['tags'],
    widths: { name: 300 },
  }
  expect(readView(JSON.parse(JSON.stringify(view)))).toEqual(view)
})

test('a range is everything between two rows, in either direction, beside what is chosen', () => {
  const rows = ['a', 'b', 'c', 'd', 'e']
  expect(chooseRange(chosen('e'), rows, 'c', 'a')).toEqual(chosen('a', 'b', 'c', 'e'))
  expect(chooseRange(chosen(), rows, 'gone', 'b')).toEqual(chosen('b'))
})

test('going on takes rows in, going back lets go of them', () => {
  const down = extendChosen(extendChosen(chosen(), 'a', 'b'), 'b', 'c')
  expect(down).toEqual(chosen('a', 'b', 'c'))
  expect(extendChosen(down, 'c', 'b')).toEqual(chosen('a', 'b'))
  expect(extendChosen(chosen(), undefined, 'a')).toEqual(chosen('a'))
  expect(toggleChosen(chosen('a'), 'a')).toEqual(chosen())
})
