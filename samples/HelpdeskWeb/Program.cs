using HelpdeskWeb;

await HelpdeskApp.Create(args).RunAsync();
