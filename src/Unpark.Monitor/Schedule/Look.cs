using Unpark.Model;
using Unpark.Model.Profiles;

namespace Unpark.Monitor.Schedule;

/// <summary>What one look at a target gave.</summary>
/// <param name="Total">Goroutines.</param>
/// <param name="Profile">Null when only the number was asked for, because a profile would cost the target too much by now.</param>
internal sealed record Look(DateTimeOffset At, long Total, LookProfile? Profile);

/// <param name="Body">The profile as it came.</param>
internal sealed record LookProfile(Moment Moment, Reading Reading, byte[] Body);
