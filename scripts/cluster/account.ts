/** A user of this machine that root can run a program as. */
export interface Account {
  readonly uid: number;
  readonly gid: number;
}
