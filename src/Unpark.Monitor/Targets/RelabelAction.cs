namespace Unpark.Monitor.Targets;

/// <summary>What a relabelling rule does, in Prometheus' words.</summary>
internal enum RelabelAction
{
    Replace,
    Keep,
    Drop,
    KeepEqual,
    DropEqual,
    LabelMap,
    LabelDrop,
    LabelKeep,
    HashMod,
    Lowercase,
    Uppercase,
}
