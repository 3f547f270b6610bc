namespace Unpark.Source.Names;

internal enum VariableKind
{
    Local,
    Parameter,
    Receiver,
    Result,
    Field,
    Package,

    /// <summary>What a slice, map or channel holds.</summary>
    Element,
}
