namespace Rooms.Host.Demo;

/// <summary>The newcomer's demo: an app named <c>demo</c> and two rooms with test pictures.</summary>
internal sealed class DemoOptions
{
    /// <summary>The configuration key is this one word: <c>--Demo true</c>.</summary>
    public const string Key = "Demo";

    public static readonly DemoRoom[] Rooms =
    [
        new("demo-1", "Spring collection, live", "testsrc2=size=640x360:rate=25", 440),
        new("demo-2", "Kitchen knives at half price", "testsrc=size=640x360:rate=25", 330),
    ];

    /// <summary>For what is decided while services are still being added. Any other text is a fault that the options' check tells.</summary>
    public static bool IsOn(IConfiguration configuration) => bool.TryParse(configuration[Key], out var isOn) && isOn;
}
