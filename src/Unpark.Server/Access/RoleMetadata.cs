namespace Unpark.Server.Access;

/// <summary>Stands at a route; a route without it asks for <see cref="Role.Read"/>.</summary>
internal sealed record RoleMetadata(Role Role);
