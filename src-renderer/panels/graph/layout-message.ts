export interface Point {
  readonly x: number
  readonly y: number
}

export interface Size {
  readonly width: number
  readonly height: number
}

/** A graph as its layout needs it: nodes are numbers in the order they began, edges pairs of them. */
export interface ShapeOfGraph {
  readonly count: number
  readonly edges: readonly number[]
  readonly direction: 'right' | 'down'
  readonly size: Size
}

/** Where the nodes stand; the first that comes is quick, the final one takes its time. */
export interface LaidOut {
  /** x and y of each node in turn. */
  readonly points: Float64Array<ArrayBuffer>
  readonly isFinal: boolean
}
