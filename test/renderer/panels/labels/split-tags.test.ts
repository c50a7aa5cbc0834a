import { expect, test } from 'vitest'
import { compareTags, splitTags } from '../../../../src-renderer/panels/labels/split-tags.ts'

test('typed tags part at commas, and none is there twice or empty', () => {
  expect(splitTags(' good, very  good ,, good,')).toEqual(['good', 'very  good'])
  expect(splitTags('')).toEqual([])
})

test('only what changed is asked for', () => {
  expect(compareTags(['a', 'b'], ['b', 'c'])).toEqual({ addTags: ['c'], removeTags: ['a'] })
})
