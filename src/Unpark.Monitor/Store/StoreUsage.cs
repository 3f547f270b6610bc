namespace Unpark.Monitor.Store;

/// <summary>What a store holds.</summary>
/// <param name="Bytes">On disk, as far as the store can tell.</param>
public sealed record StoreUsage(long Bytes, long Targets, long Sites, long Snapshots);
