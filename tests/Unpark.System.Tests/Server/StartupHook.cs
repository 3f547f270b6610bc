#pragma warning disable CA1050 // the runtime looks for this very name

/// <summary>Runs inside a program of ours before its start (DOTNET_STARTUP_HOOKS): at the end, the names of what was loaded stand in a file.</summary>
internal static class StartupHook
{
    public const string ListVariable = "UNPARK_TEST_LOADED";

    public static void Initialize() => AppDomain.CurrentDomain.ProcessExit += (_, _) =>
        File.WriteAllLines(Environment.GetEnvironmentVariable(ListVariable)!, AppDomain.CurrentDomain.GetAssemblies().Select(assembly => assembly.GetName().Name!));
}
