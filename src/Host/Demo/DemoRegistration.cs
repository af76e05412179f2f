namespace Rooms.Host.Demo;

internal static class DemoRegistration
{
    /// <summary>Nothing, unless the configuration says <c>Demo: true</c>.</summary>
    public static void AddDemo(this WebApplicationBuilder builder)
    {
        if (!builder.Configuration.GetValue<bool>(DemoOptions.Key)) return;
        builder.Services.AddHostedService<DemoRooms>();
    }
}
