namespace Rooms.Host;

/// <summary>Which parts of Rooms this process runs (<c>--role</c>, rooms-v1 section 8).</summary>
internal sealed record Role(string Name, bool HasControlPlane, bool HasMedia)
{
    private static readonly Role[] Served =
    [
        new("all", HasControlPlane: true, HasMedia: true),
        new("relay", HasControlPlane: false, HasMedia: true),
    ];

    // Halves of the control plane need grain calls between processes: that is Orleans' job (docs/adr/0001).
    private static readonly string[] OrleansOnly = ["silo", "gateway"];

    /// <summary>The role, or null with the line that says what is wrong.</summary>
    public static Role? Find(string? name, out string fault)
    {
        name ??= "all";
        fault = OrleansOnly.Contains(name)
            ? $"--role {name} runs only in the build with ActorEngine=Orleans (dotnet build -p:ActorEngine=Orleans); this build runs: all, relay."
            : $"--role {name} is unknown; this build runs: all, relay.";
        return Array.Find(Served, role => role.Name == name);
    }
}
