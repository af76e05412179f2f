namespace Rooms.EndToEnd.Tests.Push;

/// <summary>The browser module by itself: a script in Node plays the server, frame by frame.</summary>
public sealed class RoomsModuleTests
{
    private static readonly TimeSpan Deadline = TimeSpan.FromMinutes(3);

    /// <summary>As the gateway serves it at <c>/sdk/rooms.js</c>.</summary>
    internal static string Module => Path.Combine(RunningHost.Root, "src", "Gateway", "Console", "sdk", "rooms.js");

    [Fact]
    public async Task Scenes_ServerPlayedInNode_AllPass() => Assert.Equal("ok\n", await Tool.RunAsync(Deadline, "node", ScriptOf("rooms-module.mjs"), Module));

    private static string ScriptOf(string name) => Path.Combine(RunningHost.Root, "tests", "EndToEnd.Tests", "node-clients", name);
}
