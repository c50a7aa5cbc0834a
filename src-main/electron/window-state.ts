import { isJsonObject, type JsonValue, parseJson } from '../base/json.ts'

export interface Rectangle {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

/** Where a window was when it was closed. */
export interface WindowState {
  readonly bounds: Rectangle | undefined
  readonly isMaximized: boolean
}

export const MINIMUM_SIZE = { width: 760, height: 480 }
export const DEFAULT_SIZE = { width: 1440, height: 900 }

/** So much of the title bar must lie on a screen that the window can be taken hold of. */
const GRIP = { width: 120, height: 32 }

export function parseWindowState(text: string): WindowState {
  const value = parseJson(text)
  if (!isJsonObject(value)) return { bounds: undefined, isMaximized: false }
  return { bounds: parseRectangle(value.bounds), isMaximized: value.isMaximized === true }
}

function parseRectangle(value: JsonValue | undefined): Rectangle | undefined {
  if (!isJsonObject(value)) return undefined
  const { x, y, width, height } = value
  if (!isWhole(x) || !isWhole(y) || !isWhole(width) || !isWhole(height)) return undefined
  return { x, y, width: Math.max(width, MINIMUM_SIZE.width), height: Math.max(height, MINIMUM_SIZE.height) }
}

function isWhole(value: JsonValue | undefined): value is number {
  return Number.isSafeInteger(value)
}

/** The stored place when it can still be seen, else a size that fits the first screen, which centres itself. */
export function placeWindow(
  stored: Rectangle | undefined,
  screens: readonly Rectangle[],
): Rectangle | { readonly width: number; readonly height: number } {
  if (stored !== undefined && screens.some(screen => showsGrip(stored, screen))) return stored
  const [first = { x: 0, y: 0, ...DEFAULT_SIZE }] = screens
  return {
    width: Math.min(DEFAULT_SIZE.width, first.width),
    height: Math.min(DEFAULT_SIZE.height, first.height),
  }
}

function showsGrip(window: Rectangle, screen: Rectangle): boolean {
  const visibleWidth =
    Math.min(window.x + window.width, screen.x + screen.width) - Math.max(window.x, screen.x)
  const isTitleBarInside =
    window.y >= screen.y - GRIP.height / 2 && window.y + GRIP.height <= screen.y + screen.height
  return visibleWidth >= GRIP.width && isTitleBarInside
}
