/** Why an engine could not answer. It is no fault of ours, and somebody else may answer in its place. */
export class EngineFailure extends Error {
  override name = 'EngineFailure';
}
