namespace Rooms.Gateway.Demo;

/// <summary>The key <c>Demo</c> itself: it has no section.</summary>
internal sealed class DemoOptions
{
    public const string Section = "";

    /// <summary>The app that the demo's rooms and its console session belong to.</summary>
    public const string App = "demo";

    /// <summary>Off: a server on the open network must not give sessions away.</summary>
    public bool Demo { get; set; }
}
