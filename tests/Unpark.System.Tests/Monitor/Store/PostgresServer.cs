using System.Globalization;
using Unpark.Tests.Daemons;

namespace Unpark.Tests.Monitor.Store;

/// <summary>A PostgreSQL server of its own on loopback, with its data in a folder that is gone afterwards.</summary>
public sealed class PostgresServer : IDisposable
{
    // The server refuses to run as root.
    private const string PlainUser = "nobody";

    private readonly DaemonPlace _place = new();
    private int _schemas;

    public PostgresServer()
    {
        if (Programs is null) return;
        if (Environment.UserName == "root") Command.Run("chown", [PlainUser, _place.Folder]);
        Run("initdb", "-D", Data, "-A", "trust", "-U", "unpark", "-E", "UTF8", "--locale=C", "--no-sync");
        File.AppendAllText(Path.Combine(Data, "postgresql.conf"), $"\nlisten_addresses='127.0.0.1'\nport={_place.Port(0)}\nunix_socket_directories='{_place.Folder}'\nfsync=off\n");
        Start();
    }

    /// <summary>Folder of initdb and pg_ctl; null where no server is installed.</summary>
    public static string? Programs { get; } = Tools("usr/lib/postgresql").Prepend("/usr/lib/postgresql")
        .Where(Directory.Exists).SelectMany(Directory.GetDirectories).Select(version => Path.Combine(version, "bin"))
        .FirstOrDefault(folder => File.Exists(Path.Combine(folder, "initdb")));

    private string Data => Path.Combine(_place.Folder, "data");

    /// <summary>A connection whose tables nobody else sees.</summary>
    public string NewSchema()
    {
        var name = string.Create(CultureInfo.InvariantCulture, $"test{Interlocked.Increment(ref _schemas)}");
        var connection = $"Host=127.0.0.1;Port={_place.Port(0)};Database=postgres;Username=unpark;Timeout=5";
        using var source = Npgsql.NpgsqlDataSource.Create(connection);
        using var command = source.CreateCommand($"create schema {name}");
        command.ExecuteNonQuery();
        return $"{connection};Search Path={name}";
    }

    public void Start() => Run("pg_ctl", "-D", Data, "-w", "-l", Path.Combine(_place.Folder, "log"), "start");

    /// <summary>As a power cut does: nothing is finished.</summary>
    public void Kill() => Run("pg_ctl", "-D", Data, "-m", "immediate", "stop");

    public void Dispose()
    {
        if (Programs is not null && File.Exists(Path.Combine(Data, "postmaster.pid"))) Kill();
        _place.Dispose();
    }

    private static IEnumerable<string> Tools(string below)
    {
        var tools = Path.Combine(TestData.Root, "artifacts", "tools");
        return Directory.Exists(tools) ? Directory.GetDirectories(tools).Select(tool => Path.Combine(tool, below)) : [];
    }

    private static void Run(string program, params string[] arguments)
    {
        string[] call = [Path.Combine(Programs!, program), .. arguments];
        if (Environment.UserName == "root") call = ["runuser", "-u", PlainUser, "--", .. call];
        Command.Run(call[0], call[1..], "/", InstalledPrograms.Libraries());
    }
}

/// <summary>A test that needs a PostgreSQL server; skipped where none is installed.</summary>
internal sealed class PostgresFactAttribute : FactAttribute
{
    public PostgresFactAttribute()
    {
        if (PostgresServer.Programs is null) Skip = "no PostgreSQL server on this machine; ./test fetches one";
    }
}

/// <summary>The same with data.</summary>
internal sealed class PostgresTheoryAttribute : TheoryAttribute
{
    public PostgresTheoryAttribute() => Skip = new PostgresFactAttribute().Skip;
}
