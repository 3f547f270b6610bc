namespace Unpark.Model;

/// <summary>Dumps and race reports out of what <c>go test</c> printed about one package.</summary>
/// <param name="Package">Import path; empty when the output does not name it.</param>
public sealed record PackageOutput(string Package, Reading Reading);
