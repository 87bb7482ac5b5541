/** What a look may do, before it does it. It must name every command that may be sent; `<...>` stands for what is known only then. */
export interface Planned {
  /** Control connections that it usually makes. */
  readonly connections: number
  /** Data connections that it usually makes, or waits for. */
  readonly dataConnections?: number
  readonly commands: readonly string[]
  /** Whatever else it may do. */
  readonly note?: string
}

/** What a check would do: connections, logins, commands and ports. Made without sending anything. */
export interface Plan {
  readonly host: string
  /** A name server is asked; an address needs none. */
  readonly resolves: boolean
  /** What connects in our place, and looks the name up; without whoever logs in there. */
  readonly proxy?: string
  readonly ports: {
    readonly explicit: number
    readonly implicit: number
    /** Dialled only where the target's own are silent. */
    readonly witnesses: readonly number[]
  }
  /** Absent when nothing is logged in. */
  readonly login?: {
    readonly user: string
    readonly usual: number
    readonly most: number
    readonly inClear: boolean
    readonly unverified: boolean
  }
  /** Our side listens, for PORT and EPRT. */
  readonly listens: boolean
  readonly dialsAdvertised: boolean
  readonly looks: readonly { readonly id: string; readonly title: string; readonly planned: Planned }[]
  readonly seconds: number
}

/** True when a line on the wire is one that the plan names. */
export function isPlanned({ looks }: Plan, line: string): boolean {
  return looks.some(({ planned }) => planned.commands.some(command => patternOf(command).test(line)))
}

function patternOf(command: string): RegExp {
  const parts = command.split(/<[^>]*>/).map(part => part.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&'))
  return new RegExp(`^${parts.join('.*')}$`, 's')
}
