using Rooms.Configuration;
using Rooms.Contracts.Control;
using Rooms.Gateway;
using Rooms.Host;
using Rooms.Host.Data;
using Rooms.Host.Demo;
using Rooms.Host.Phone;
using Rooms.Host.Secrets;
using Rooms.Host.Shutdown;
using Rooms.Host.Sight;
using Rooms.Host.Tls;
using Rooms.MediaRelay;
using Rooms.Silo;

if (DataCommand.Find(args) is { } command) return command.Run();

var builder = WebApplication.CreateBuilder(new WebApplicationOptions { Args = args, ContentRootPath = AppContext.BaseDirectory });
builder.AddConfigurationFiles();
if (Role.Find(builder.Configuration["role"], out var fault) is not { } role)
{
    Console.Error.WriteLine(fault);
    return ExitCodes.WrongRole;
}

return await Startup.RunAsync(() =>
{
    builder.Services.AddSingleton<TimeProvider, CoalescedTime>();
    builder.AddSight(role);
    builder.AddQuietStart();
    builder.AddGracefulStop();
    if (role.HasControlPlane) builder.AddPhone();
    builder.AddTls();
    if (role.HasControlPlane)
    {
        builder.AddKeptSecrets();
        builder.AddSilo();
        builder.AddGateway();
    }
    if (role.HasMedia) builder.AddMediaRelay();
    if (role is { HasControlPlane: true, HasMedia: true })
    {
        builder.Services.AddSingleton<ControlPipe>();
        builder.AddDemo();
    }

    var app = builder.Build().Checked();
    if (role.HasControlPlane) app.MapGateway();
    if (role.HasMedia) app.MapMediaRelay();
    return app;
});
