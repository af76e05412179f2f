namespace Rooms.Host.Demo;

/// <summary>One demo room: <paramref name="Picture"/> is an ffmpeg lavfi source, <paramref name="ToneHertz"/> its sound.</summary>
internal sealed record DemoRoom(string Id, string Name, string Picture, int ToneHertz);
