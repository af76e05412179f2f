namespace Rooms.Host.Demo;

internal static class DemoRegistration
{
    /// <summary>Nothing, unless the configuration says <c>Demo: true</c>.</summary>
    public static void AddDemo(this WebApplicationBuilder builder)
    {
        if (DemoOptions.IsOn(builder.Configuration)) builder.Services.AddHostedService<DemoRooms>();
    }
}
